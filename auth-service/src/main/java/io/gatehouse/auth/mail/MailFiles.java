package io.gatehouse.auth.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files with the words of our mails: those of the package, and before them those of the operator's folder. A file
 * without a language in its name is in the default language.
 */
final class MailFiles {

    static final String TEXT = "txt";
    static final String HTML = "html";
    static final String LAYOUT = "layout.html";

    private static final List<String> PACKAGED_LANGUAGES = List.of("en", "de");
    private static final Pattern NAME = Pattern.compile("([a-z_]+)(?:\\.([A-Za-z0-9-]+))?\\.(txt|html)");

    private final String defaultLanguage;
    private final Map<String, MailFile> files = new TreeMap<>();

    private MailFiles(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    static MailFiles read(Optional<Path> folder, String defaultLanguage) {
        var files = new MailFiles(defaultLanguage);
        files.readPackaged();
        folder.ifPresent(files::readFolder);
        return files;
    }

    /** Null where there is none. */
    MailFile find(MailKind kind, String language, String form) {
        return files.get(nameOf(kind, language, form));
    }

    MailFile layout() {
        return files.get(LAYOUT);
    }

    /** The languages in which there is any text. */
    List<String> languages() {
        return files.keySet().stream()
                .map(NAME::matcher)
                .filter(name -> name.matches() && TEXT.equals(name.group(3)))
                .map(name -> name.group(2))
                .distinct()
                .toList();
    }

    private void readPackaged() {
        files.put(LAYOUT, packaged(LAYOUT));
        for (var kind : MailKind.values()) {
            for (var language : PACKAGED_LANGUAGES) {
                var name = nameOf(kind, language, TEXT);
                files.put(name, packaged(name));
            }
        }
    }

    private static MailFile packaged(String name) {
        try (var in = MailFiles.class.getResourceAsStream("/mail/" + name)) {
            return new MailFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void readFolder(Path folder) {
        var own = new TreeMap<String, MailFile>();
        try (var paths = Files.list(folder)) {
            // Kubernetes keeps what it mounts in names that begin with a dot.
            for (var path : paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList()) {
                var name = canonical(path);
                var other = own.put(name, read(path));
                if (other != null) {
                    throw new MailFileException(
                            path.toString(), "is the same mail in the same language as " + other.name());
                }
            }
        } catch (IOException unreadable) {
            throw new MailFileException(folder.toString(), "is no folder that can be read (GATEHOUSE_MAIL_TEMPLATES)");
        }
        files.putAll(own);
        own.forEach(this::checkText);
    }

    private void checkText(String name, MailFile file) {
        if (name.endsWith(HTML) && !name.equals(LAYOUT) && !files.containsKey(name.replaceFirst(HTML + "$", TEXT))) {
            throw new MailFileException(file.name(), "has no .txt beside it, which holds the subject");
        }
    }

    private static MailFile read(Path path) throws IOException {
        try {
            return new MailFile(path.toString(), Files.readString(path));
        } catch (CharacterCodingException notUtf8) {
            throw new MailFileException(path.toString(), "is not UTF-8");
        }
    }

    /** The name with the language in it, always. */
    private String canonical(Path path) {
        var name = NAME.matcher(path.getFileName().toString());
        if (path.endsWith(LAYOUT)) {
            return LAYOUT;
        }
        if (!name.matches()) {
            throw new MailFileException(
                    path.toString(), "is no name such as welcome.txt, welcome.de.txt, welcome.html");
        }
        var kind = MailKind.of(name.group(1))
                .orElseThrow(() -> new MailFileException(path.toString(), "there is no mail '" + name.group(1) + "'"));
        return nameOf(kind, name.group(2) == null ? defaultLanguage : language(path, name.group(2)), name.group(3));
    }

    private static String language(Path path, String text) {
        var tag = MailFile.languageTag(text);
        if (tag == null) {
            throw new MailFileException(path.toString(), "'" + text + "' is no language, such as de or pt-BR");
        }
        return tag;
    }

    private static String nameOf(MailKind kind, String language, String form) {
        return kind.wire + "." + language + "." + form;
    }
}
