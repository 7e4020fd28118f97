package dev.tryout.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells besides the study's state.
 *
 * @param resolvedStudy the study file with every default filled in, YAML
 * @param versions of Tryout, Java, the engine, the system and so on, by name, in the order to show
 * @param validationExamples how many examples each validation score was measured on, or null where that is not known: then
 *     scores have no interval
 * @param epochSharing whether trials that differ in epochs alone share a run, and why where they do not; empty where there are none
 */
public record ReportContext(
        String resolvedStudy,
        Map<String, String> versions,
        @Nullable Integer validationExamples,
        String epochSharing) {
    public ReportContext {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        if (validationExamples != null && validationExamples < 1) {
            throw new IllegalArgumentException("validation examples must be 1 or more, got " + validationExamples);
        }
    }

    /** Of a study none of whose trials differ in epochs alone. */
    public ReportContext(String resolvedStudy, Map<String, String> versions, @Nullable Integer validationExamples) {
        this(resolvedStudy, versions, validationExamples, "");
    }
}
