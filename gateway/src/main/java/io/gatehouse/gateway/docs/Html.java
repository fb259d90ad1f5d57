package io.gatehouse.gateway.docs;

import java.util.regex.Pattern;

/** The frame of the gateway's pages. */
final class Html {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Html() {}

    static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - Gatehouse</title>
                <link rel="stylesheet" href="/docs/style.css">
                </head>
                <body>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(escape(title), body);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The little Markdown that the catalogue's advice has. */
    static String markdown(String text) {
        return CODE.matcher(escape(text)).replaceAll("<code>$1</code>");
    }
}
