package io.gatehouse.auth.mail;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words of our mails by kind and language, read and tried out at the start. */
@Singleton
class MailTemplates {

    private final Map<MailKind, Map<String, MailWords>> words = new EnumMap<>(MailKind.class);
    private final List<String> languages;
    private final String defaultLanguage;
    private final String product;

    MailTemplates(MailConfig config) {
        this.defaultLanguage = config.language();
        this.product = config.product();
        var files = MailFiles.read(config.templates(), defaultLanguage);
        this.languages = files.languages();
        var parser = new MailTemplateParser();
        var layout = parser.layout(files.layout());
        for (var kind : MailKind.values()) {
            words.put(kind, wordsOf(kind, files, parser, layout));
        }
    }

    /** Makes the bean at the start, so that broken words stop it. */
    void load(@Observes StartupEvent start) {}

    /** The languages in which there are words. */
    List<String> languages() {
        return languages;
    }

    String defaultLanguage() {
        return defaultLanguage;
    }

    /**
     * The mail in this language, or in a more general one, or in the default language.
     *
     * @param language a tag (BCP 47), or null
     */
    RenderedMail render(MailContent content, String language) {
        var kind = MailKind.of(content.template())
                .orElseThrow(() -> new IllegalArgumentException("There is no mail " + content.template()));
        var data = MailData.of(kind, content.data());
        var spoken = spoken(words.get(kind), language);
        data.put("product", product);
        data.put("language", spoken);
        return words.get(kind).get(spoken).render(data);
    }

    private String spoken(Map<String, MailWords> byLanguage, String language) {
        for (var tag = language; tag != null; tag = general(tag)) {
            if (byLanguage.containsKey(tag)) {
                return tag;
            }
        }
        return defaultLanguage;
    }

    private static String general(String tag) {
        var end = tag.lastIndexOf('-');
        return end < 0 ? null : tag.substring(0, end);
    }

    private Map<String, MailWords> wordsOf(
            MailKind kind, MailFiles files, MailTemplateParser parser, MailLayout layout) {
        var byLanguage = new TreeMap<String, MailWords>();
        for (var language : languages) {
            var text = files.find(kind, language, MailFiles.TEXT);
            if (text != null) {
                var html = files.find(kind, language, MailFiles.HTML);
                byLanguage.put(language, parser.words(kind, text, html, layout));
            }
        }
        if (!byLanguage.containsKey(defaultLanguage)) {
            throw new MailFileException(
                    kind.wire + "." + defaultLanguage + ".txt",
                    "is missing, and " + defaultLanguage + " is the language of mails (GATEHOUSE_MAIL_LANGUAGE)");
        }
        return byLanguage;
    }
}
