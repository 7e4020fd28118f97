package dev.tryout.asktell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tryout.space.Configuration;
import dev.tryout.space.FixedDomain;
import dev.tryout.space.Parameter;
import dev.tryout.space.SearchSpace;
import dev.tryout.study.StudySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The client's parameters, and the study's space for them. The study calls them p1, p2 and so on, so that a client may use any
 * name, {@value StudySpec#EPOCHS} too.
 */
record ClientSpace(List<ClientParameter> parameters) {
    ClientSpace {
        parameters = List.copyOf(parameters);
    }

    private static String inner(int index) {
        return "p" + (index + 1);
    }

    /** What the study searches. */
    SearchSpace space(int epochs) {
        List<Parameter> inner = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            inner.add(new Parameter(inner(i), parameters.get(i).domain(), null));
        }
        inner.add(new Parameter(StudySpec.EPOCHS, new FixedDomain(epochs), null));
        return new SearchSpace(inner, List.of());
    }

    /** A configuration of the study as the client reads it. */
    ObjectNode toClient(Configuration configuration) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < parameters.size(); i++) {
            ClientParameter parameter = parameters.get(i);
            params.set(
                    parameter.name(),
                    parameter.toClient(configuration.value(inner(i)).orElseThrow()));
        }
        return params;
    }

    /** The client's values as a configuration of the study. */
    Configuration fromClient(JsonNode params, int epochs) {
        Fields fields = new Fields("'params'", params);
        fields.allowOnly(parameters.stream().map(ClientParameter::name).collect(Collectors.toList()));
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            ClientParameter parameter = parameters.get(i);
            JsonNode node = params.get(parameter.name());
            if (node == null) {
                throw new BadRequest("'params' needs '" + parameter.name() + "'");
            }
            values.put(inner(i), parameter.fromClient(node));
        }
        values.put(StudySpec.EPOCHS, epochs);
        return new Configuration(values);
    }
}
