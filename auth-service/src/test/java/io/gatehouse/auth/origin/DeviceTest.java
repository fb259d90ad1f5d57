package io.gatehouse.auth.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0                                     | Firefox on Linux
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 | Chrome on Windows
            Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0          | Edge on Windows
            Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1 | Safari on iPhone
            Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36          | Chrome on Android
            curl/8.14.1                                                                                                | curl
            Example-App/3.2 (build 17)                                                                                 | Example-App
            Invoice overdue - pay at pay.example.com                                                                   | Unknown device
            1234                                                                                                       | Unknown device
            """)
    void isCalledWhatItsPersonWouldCallIt(String userAgent, String name) {
        assertThat(Device.of(userAgent).name()).isEqualTo(name);
    }

    @Test
    void whoSaysNothingIsUnknown() {
        assertThat(Device.of(null).name()).isEqualTo("Unknown device");
    }

    @Test
    void anUpdateIsNoNewDevice() {
        assertThat(Device.of("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"))
                .isEqualTo(Device.of("Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0"));
    }
}
