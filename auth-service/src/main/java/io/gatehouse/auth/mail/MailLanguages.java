package io.gatehouse.auth.mail;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

/** In which language somebody is written to: the one that the request accepts best and that we have words in. */
@Singleton
class MailLanguages {

    private final MailTemplates templates;
    private final List<Locale> spoken;
    private final CurrentVertxRequest request;

    MailLanguages(MailTemplates templates, CurrentVertxRequest request) {
        this.templates = templates;
        this.spoken = templates.languages().stream().map(Locale::forLanguageTag).toList();
        this.request = request;
    }

    /** The language of the request that is being served; outside of one the default. */
    String ofRequest() {
        if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
            return templates.defaultLanguage();
        }
        return best(request.getCurrent().request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** One that was noted before; the default where none was. */
    String orDefault(String language) {
        return language == null ? templates.defaultLanguage() : language;
    }

    /** By the lookup of RFC 4647: {@code de-AT} is satisfied with {@code de}. */
    String best(String accepted) {
        if (accepted == null) {
            return templates.defaultLanguage();
        }
        try {
            var found = Locale.lookup(LanguageRange.parse(accepted), spoken);
            return found == null ? templates.defaultLanguage() : found.toLanguageTag();
        } catch (IllegalArgumentException unreadable) {
            return templates.defaultLanguage();
        }
    }
}
