package dev.tryout.report;

import java.nio.file.Path;

/**
 * Where a study's report is.
 *
 * @param csv a row a trial
 * @param parametersCsv a row a parameter
 */
public record ReportFiles(Path html, Path csv, Path parametersCsv, Path json) {}
