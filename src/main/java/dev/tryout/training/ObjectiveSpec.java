package dev.tryout.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a study's trials run, as the study file says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TaskSpec.class, name = "task"),
    @JsonSubTypes.Type(value = CommandSpec.class, name = "command")
})
public sealed interface ObjectiveSpec permits TaskSpec, CommandSpec {}
