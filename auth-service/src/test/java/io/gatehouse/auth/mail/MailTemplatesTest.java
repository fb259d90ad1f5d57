package io.gatehouse.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.auth.link.MailedLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MailTemplatesTest {

    private static final String LINK = "https://example.org/reset?token=a&lang=en";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyMailHasItsWordsInEveryPackagedLanguage(MailKind kind) {
        var templates = new MailTemplates(MailSettings.packaged());
        var content = new MailContent(kind.wire, sample(kind));

        var english = templates.render(content, "en");
        var german = templates.render(content, "de");

        assertThat(german.subject()).isNotBlank().isNotEqualTo(english.subject());
        for (var mail : new RenderedMail[] {english, german}) {
            assertThat(mail.subject() + mail.text()).contains("Gatehouse");
            told(kind).forEach(value -> assertThat(mail.text()).contains("" + value));
            assertThat(mail.html()).contains("<html lang=").doesNotContain("<link>", "<device>", "<displayName>");
        }
    }

    @Test
    void whatMayBeEmptyLeavesNoGap() {
        var templates = new MailTemplates(MailSettings.packaged());

        var mail = templates.render(new MailContent("password_changed", Map.of("time", "now")), "en");

        assertThat(mail.text()).contains("was changed.\n\nTime: now\n\nIf this was you");
        assertThatThrownBy(() -> templates.render(new MailContent("reset_password", Map.of("link", LINK)), "en"))
                .hasMessageContaining("needs code");
    }

    @Test
    void theLinkIsAButtonAndTheCodeStandsOut() {
        var mail = reset(new MailTemplates(MailSettings.packaged()), "en");

        assertThat(mail.text()).contains("\n\n" + LINK + "\n\n").contains("\n\n1234 5678\n\n");
        assertThat(mail.html())
                .contains("<a href=\"https://example.org/reset?token=a&amp;lang=en\"")
                .contains(">Choose a new password</a>")
                .contains("monospace; font-size: 28px; letter-spacing: 2px;\">1234 5678</p>")
                .contains("<html lang=\"en\">")
                .doesNotContain("src=");
    }

    @ParameterizedTest
    @CsvSource({"de, de", "de-AT, de", "de-Latn-AT, de", "fr, en", "en-GB, en", ", en"})
    void aLanguageFallsBackToAMoreGeneralOneAndThenToTheDefault(String wanted, String spoken) {
        var mail = reset(new MailTemplates(MailSettings.packaged()), wanted);

        assertThat(mail.html()).contains("<html lang=\"" + spoken + "\">");
    }

    @Test
    void anOperatorsFileTakesPrecedence() throws IOException {
        write("reset_password.txt", "Subject: New password at {product}\n\nGo to\n\n{link}\n");
        var templates = new MailTemplates(MailSettings.in(folder));

        var mail = reset(templates, "en");

        assertThat(mail.subject()).isEqualTo("New password at Gatehouse");
        assertThat(mail.text()).isEqualTo("Go to\n\n" + LINK + "\n");
        // Without a label of its own the button says what the subject does.
        assertThat(mail.html()).contains(">New password at Gatehouse</a>");
        assertThat(reset(templates, "de").subject()).isEqualTo("Wählen Sie ein neues Passwort");
    }

    @Test
    void anOperatorAddsALanguageAndMayMakeItTheDefault() throws IOException {
        write(
                "reset_password.fr.txt",
                "Subject: Nouveau mot de passe\r\nButton: Choisir\r\n\r\nBonjour,\r\n\r\n{link}\r\n");

        var mail = reset(new MailTemplates(MailSettings.in(folder)), "fr-CA");

        assertThat(mail.subject()).isEqualTo("Nouveau mot de passe");
        assertThat(mail.html()).contains(">Choisir</a>").contains("<html lang=\"fr\">");
        assertThatThrownBy(() -> new MailTemplates(MailSettings.of(Optional.of(folder), "fr")))
                .hasMessageContaining("welcome.fr.txt")
                .hasMessageContaining("is missing");
    }

    @Test
    void anOperatorsHtmlAndLayoutAreUsed() throws IOException {
        write("welcome.html", "<h1>{subject}</h1><p>{displayName}</p>");
        write("layout.html", "<main>{#for block in blocks}{block.type},{/for}</main>");
        var templates = new MailTemplates(MailSettings.in(folder));

        assertThat(welcome(templates, "O'Brien & <Sons>").html())
                .isEqualTo("<h1>Welcome to Gatehouse</h1><p>O&#39;Brien &amp; &lt;Sons&gt;</p>");
        assertThat(reset(templates, "de").html()).isEqualTo("<main>text,text,link,text,code,text,text,</main>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "welcome.txt     | Subject: Hi\\n\\nHello {displayNam}            | welcome.txt:3: this mail has no {displayNam}; it has",
                "welcome.txt     | Subject: Hi {link}\\n\\nHello                  | welcome.txt:1: this mail has no {link}",
                "welcome.txt     | Subject: Hi\\nButton: {code}\\n\\nHello        | welcome.txt:2: this mail has no {code}",
                "welcome.txt     | Subject: Hi\\n\\n{#if displayName}Hello        | welcome.txt:3: unterminated section [if]",
                "welcome.txt     | Subject: Hi\\n\\nHello\\n{#include other /}    | welcome.txt:4",
                "welcome.txt     | Subject: Hi\\n\\nHello {displayName.shout}     | welcome.txt:3",
                "welcome.txt     | Subject: Hi\\n\\nHello {config:secret}         | welcome.txt:3: this mail has no {config:secret}",
                "welcome.txt     | Hello                                          | welcome.txt:1: expected 'Subject: ...'",
                "welcome.txt     | Button: Go\\n\\nHello                          | welcome.txt:1: the header has no 'Subject: ...'",
                "welcome.txt     | Subject: a\\nSubject: b\\n\\nHello             | welcome.txt:2: there are two fields 'Subject'",
                "welcome.de.html | <p>{nope}</p>                                  | welcome.de.html:1: this mail has no {nope}",
                "layout.html     | <p>\\n{nope}</p>                               | layout.html:2",
                "welcome.fr.html | <p>Bonjour</p>                                 | welcome.fr.html: has no .txt beside it",
                "welcom.txt      | Subject: Hi\\n\\nHello                         | welcom.txt: there is no mail 'welcom'",
                "notes.md        | Hello                                          | notes.md: is no name such as welcome.txt",
                "welcome.1.txt   | Subject: Hi\\n\\nHello             | is no language",
            })
    void whatCannotBeUsedStopsTheStartAndNamesFileAndLine(String name, String content, String sentence)
            throws IOException {
        write(name, content.replace("\\n", "\n"));

        assertThatThrownBy(() -> new MailTemplates(MailSettings.in(folder)))
                .isInstanceOf(MailFileException.class)
                .hasMessageStartingWith("Not started: ")
                .hasMessageContaining(sentence);
    }

    @Test
    void whatIsTwiceOrNotUtf8OrNotThereStopsTheStart() throws IOException {
        assertThatThrownBy(() -> new MailTemplates(MailSettings.in(folder.resolve("none"))))
                .hasMessageContaining("none: is no folder that can be read");

        Files.write(folder.resolve("welcome.txt"), "Subject: Grüße\n\nHallo".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new MailTemplates(MailSettings.in(folder)))
                .hasMessageContaining("welcome.txt: is not UTF-8");

        write("welcome.txt", "Subject: Hi\n\nHello");
        write("welcome.en.txt", "Subject: Hi\n\nHello");
        assertThatThrownBy(() -> new MailTemplates(MailSettings.in(folder)))
                .hasMessageContaining("is the same mail in the same language as");
    }

    @Test
    void aNameBreaksNoLine() throws IOException {
        write("welcome.txt", "Subject: Welcome, {displayName}\n\nHello {displayName}\n");

        var mail = welcome(new MailTemplates(MailSettings.in(folder)), "Ada\r\nBcc: everybody\u2028there");

        assertThat(mail.subject()).isEqualTo("Welcome, Ada Bcc: everybody there");
        assertThat(mail.text()).isEqualTo("Hello Ada Bcc: everybody there\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, Hello Ada Lovelace",
        "J. R. Hartley, Hello J. R. Hartley",
        "Dr. Ada, Hello Dr. Ada",
        "see evil.example, Hello",
        "https://evil, Hello",
        "ada@example.org, Hello",
        "see evil\uFF0Eexample, Hello",
        "see evil\u3002example, Hello",
        "see evil\u2024example, Hello",
        "Ada\u202E ecalevoL, Hello Ada  ecalevoL",
        "José, Hello José",
    })
    void aNameThatIsALinkIsLeftOut(String name, String greeting) {
        var mail = welcome(new MailTemplates(MailSettings.packaged()), name);

        assertThat(mail.text()).startsWith(greeting + ",\n");
    }

    @ParameterizedTest
    @CsvSource({"en, 30 minutes., 24 hours.", "de, 30 Minuten, 24 Stunden"})
    void lifetimeIsToldInWordsThatPeopleUse(String language, String brief, String aDay) {
        var templates = new MailTemplates(MailSettings.packaged());

        assertThat(reset(templates, language, Duration.ofMinutes(30)).text()).contains(brief);
        assertThat(reset(templates, language, Duration.ofDays(1)).text())
                .contains(aDay)
                .doesNotContain("1440");
    }

    private static RenderedMail reset(MailTemplates templates, String language, Duration lifetime) {
        return templates.render(
                new MailContent("reset_password", new MailedLink(LINK, "1234 5678", lifetime).data()), language);
    }

    private static RenderedMail welcome(MailTemplates templates, String name) {
        return templates.render(new MailContent("welcome", Map.of("displayName", name)), "en");
    }

    private static RenderedMail reset(MailTemplates templates, String language) {
        return reset(templates, language, Duration.ofMinutes(30));
    }

    private static Map<String, Object> sample(MailKind kind) {
        var sample = new HashMap<String, Object>();
        kind.required().forEach(field -> sample.put(field, "<" + field + ">"));
        kind.optional().forEach(field -> sample.put(field, "<" + field + ">"));
        return sample;
    }

    // Hours are told instead of minutes.
    private static Collection<Object> told(MailKind kind) {
        var told = sample(kind);
        if (told.containsKey("expiresInHours")) {
            told.remove("expiresInMinutes");
        }
        return told.values();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
