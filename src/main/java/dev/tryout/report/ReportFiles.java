package dev.tryout.report;

import java.nio.file.Path;

/** Where a study's report is. */
public record ReportFiles(Path html, Path csv, Path json) {}
