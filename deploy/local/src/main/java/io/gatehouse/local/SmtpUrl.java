package io.gatehouse.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A mail server as people write it down: {@code smtp://user:password@host:port}, or {@code smtps://...} for TLS. */
record SmtpUrl(String host, int port, String user, String password, boolean tls) {

    static SmtpUrl parse(String url) {
        var uri = ServerUri.parse(url)
                .filter(parsed -> "smtp".equals(parsed.getScheme()) || "smtps".equals(parsed.getScheme()))
                .orElseThrow(() -> new LauncherException(
                        "GATEHOUSE_SMTP_URL reads smtp://host:port or smtps://user:password@host:port"));
        var tls = "smtps".equals(uri.getScheme());
        var port = uri.getPort() < 0 ? (tls ? 465 : 25) : uri.getPort();
        var userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new SmtpUrl(uri.getHost(), port, part(userInfo, 0), part(userInfo, 1), tls);
    }

    Address address() {
        return new Address(host, port);
    }

    /** As auth-service reads it. */
    Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("GATEHOUSE_SMTP_HOST", host);
        settings.put("GATEHOUSE_SMTP_PORT", Integer.toString(port));
        if (!user.isEmpty()) {
            settings.put("GATEHOUSE_SMTP_USERNAME", user);
            settings.put("GATEHOUSE_SMTP_PASSWORD", password);
        }
        if (tls) {
            settings.put("GATEHOUSE_SMTP_TLS", "true");
        }
        return settings;
    }

    private static String part(String[] userInfo, int index) {
        return userInfo.length > index
                ? URLDecoder.decode(userInfo[index].replace("+", "%2B"), StandardCharsets.UTF_8)
                : "";
    }

    @Override
    public String toString() {
        return (tls ? "smtps://" : "smtp://") + host + ":" + port;
    }
}
