package dev.tryout.training.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters that are updated alike, in one call.
 *
 * @param rateFactor that the learning rate is multiplied by
 * @param decays whether their weights decay
 */
record ParameterGroup(double rateFactor, boolean decays, List<TrainedParameter> parameters) {
    private record Key(double rateFactor, boolean decays) {}

    ParameterGroup {
        parameters = List.copyOf(parameters);
    }

    /**
     * Matrices and vectors apart, and stages apart where their learning rates differ: that of each is a fraction of that of
     * the stage above it (Howard and Ruder 2018, Universal Language Model Fine-tuning, section 3.2; Clark et al. 2020,
     * ELECTRA, appendix B).
     *
     * @param layerDecay that fraction
     */
    static List<ParameterGroup> of(List<TrainedParameter> parameters, double layerDecay) {
        Map<Key, List<TrainedParameter>> groups = new LinkedHashMap<>();
        for (TrainedParameter parameter : parameters) {
            Key key = new Key(StrictMath.pow(layerDecay, parameter.depth()), parameter.decays());
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(parameter);
        }
        return groups.entrySet().stream()
                .map(group -> new ParameterGroup(
                        group.getKey().rateFactor(), group.getKey().decays(), group.getValue()))
                .toList();
    }
}
