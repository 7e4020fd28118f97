package dev.tryout.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import dev.tryout.cluster.RunSettings;
import dev.tryout.training.ObjectiveSpec;

/** What trials run, as the journal and the wire carry it. */
final class ObjectiveJson {
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new ParameterNamesModule())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private ObjectiveJson() {}

    static String write(ObjectiveSpec objective) {
        try {
            return JSON.writerFor(ObjectiveSpec.class).writeValueAsString(objective);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String write(RunSettings settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException where the text was not written by this version */
    static RunSettings readSettings(String json) {
        try {
            return JSON.readValue(json, RunSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a study's settings: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException where the text is of another version or no objective at all */
    static ObjectiveSpec read(String json) {
        try {
            return JSON.readValue(json, ObjectiveSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an objective of this version: " + e.getOriginalMessage(), e);
        }
    }
}
