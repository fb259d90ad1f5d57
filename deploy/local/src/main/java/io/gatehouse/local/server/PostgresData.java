package io.gatehouse.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The data folder of a PostgreSQL server, as {@code initdb} makes it. */
record PostgresData(PostgresProgram program, Path folder, Path log) {

    /** Makes the folder with an owner who signs in with this password, and nobody who signs in without one. */
    void create(String owner, String password) throws IOException {
        Files.createDirectories(folder.getParent());
        Files.createDirectories(log.getParent());
        var draft = folder.resolveSibling(folder.getFileName() + ".new");
        if (Files.exists(draft)) {
            PostgresProgram.delete(draft);
        }
        var secret = Files.createTempFile(
                folder.getParent(),
                "initdb-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(secret, password);
            initialize(draft, owner, secret);
        } finally {
            Files.delete(secret);
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialize(Path draft, String owner, Path secret) throws IOException {
        // The built-in collation sorts the same on every system; the C library's does not.
        var command = Unprivileged.command(List.of(
                program.bin("initdb"),
                "--pgdata=" + draft,
                "--username=" + owner,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync",
                "--no-instructions"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        try {
            if (builder.start().waitFor() != 0) {
                throw new ServerFailedException("PostgreSQL could not make its data folder " + folder, log, null);
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("The start of PostgreSQL was interrupted", interrupt);
        }
    }
}
