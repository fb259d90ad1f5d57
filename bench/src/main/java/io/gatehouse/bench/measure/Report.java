package io.gatehouse.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.gatehouse.kit.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one run found, with what it was found on.
 *
 * @param versions of other programs
 * @param parameters that were chosen
 */
public record Report(
        String target,
        Machine machine,
        Mode mode,
        Map<String, String> versions,
        Map<String, String> parameters,
        List<Result> results) {

    private static final ObjectMapper JSON =
            Json.configure(new ObjectMapper()).enable(SerializationFeature.INDENT_OUTPUT);

    public static Report read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Report.class);
    }

    /** Writes everything into a file named after the target and the time, and returns it; beside it, a page for people. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var name = target + "-" + machine.at().toString().replace(":", "");
        Files.writeString(folder.resolve(name + ".html"), HtmlReport.of(this));
        var file = folder.resolve(name + ".json");
        JSON.writeValue(file.toFile(), this);
        return file;
    }
}
