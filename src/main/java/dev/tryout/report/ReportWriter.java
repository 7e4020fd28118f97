package dev.tryout.report;

import dev.tryout.study.StudyView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Writes a study's report: one HTML file that needs nothing but a browser, and its figures as CSV and JSON beside it. The same
 * study and context give the same bytes.
 */
public final class ReportWriter {
    private static final String NOT_IN_FILE_NAMES = "[^A-Za-z0-9._-]";
    private static final int MAX_NAME = 100;

    private ReportWriter() {}

    /**
     * Writes {@code NAME.html}, {@code NAME.csv}, {@code NAME+parameters.csv} and {@code NAME.json}. Each appears whole or
     * not at all, in place of an earlier one. No study's name has a plus sign, so no two files meet.
     *
     * @param reportsFolder made where it is not there
     * @throws IOException where a file cannot be written; earlier files are left as they were
     */
    public static ReportFiles write(StudyView study, ReportContext context, Path reportsFolder) throws IOException {
        ReportModel model = ReportModel.of(study, context);
        String name = fileName(study.spec().name());
        Files.createDirectories(reportsFolder);
        return new ReportFiles(
                replace(reportsFolder, name + ".html", HtmlReport.render(model)),
                replace(reportsFolder, name + ".csv", CsvReport.render(model)),
                replace(reportsFolder, name + "+parameters.csv", CsvParameters.render(model)),
                replace(reportsFolder, name + ".json", JsonReport.render(model)));
    }

    /**
     * The study's name where it can be a file's name; else what is left of it with a checksum, so that no name leaves the
     * folder, hides its file or meets another's.
     */
    static String fileName(String study) {
        String safe = study.replaceAll(NOT_IN_FILE_NAMES, "_").replaceFirst("^[.]+", "_");
        if (safe.equals(study) && !safe.isEmpty() && safe.length() <= MAX_NAME) {
            return safe;
        }
        CRC32 checksum = new CRC32();
        checksum.update(study.getBytes(StandardCharsets.UTF_8));
        String kept = safe.substring(0, Math.min(MAX_NAME, safe.length()));
        return "study" + kept + "-" + HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    static Path replace(Path folder, String name, String text) throws IOException {
        Path target = folder.resolve(name);
        Path temporary = folder.resolve("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return target;
    }
}
