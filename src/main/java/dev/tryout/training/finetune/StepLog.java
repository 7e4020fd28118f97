package dev.tryout.training.finetune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;

/**
 * The losses and the gradients' norms of an epoch's steps. They stay on the device and are read some steps at a time, for a GPU
 * has nothing to do while a number is on its way.
 */
final class StepLog implements AutoCloseable {
    private static final int READ_EVERY = 32;

    private record Step(long number, int examples, double learningRate) {}

    private final int epoch;
    private final NDManager manager;
    private final List<Step> steps = new ArrayList<>();
    private final NDList losses = new NDList();
    private final NDList norms = new NDList();
    private double lossSum;

    /** @param manager this log's own; closed with it */
    StepLog(int epoch, NDManager manager) {
        this.epoch = epoch;
        this.manager = manager;
    }

    /**
     * Keeps the figures of a step.
     *
     * @param number counted from 1
     * @param loss the mean of its examples, a scalar
     * @param norm of its gradients, a scalar
     * @throws TrainingDiverged where a figure that was read by now is not finite
     */
    void add(long number, int examples, double learningRate, NDArray loss, NDArray norm) throws TrainingDiverged {
        steps.add(new Step(number, examples, learningRate));
        loss.attach(manager);
        norm.attach(manager);
        losses.add(loss);
        norms.add(norm);
        if (steps.size() == READ_EVERY) {
            read();
        }
    }

    private void read() throws TrainingDiverged {
        if (steps.isEmpty()) {
            return;
        }
        float[] lossValues = values(losses);
        float[] normValues = values(norms);
        for (int i = 0; i < steps.size(); i++) {
            requireFinite("the loss", lossValues[i], steps.get(i));
            requireFinite("the gradients' norm", normValues[i], steps.get(i));
            lossSum += (double) lossValues[i] * steps.get(i).examples();
        }
        losses.close();
        norms.close();
        losses.clear();
        norms.clear();
        steps.clear();
    }

    private float[] values(NDList scalars) {
        try (NDArray together = NDArrays.stack(scalars)) {
            return together.toFloatArray();
        }
    }

    private void requireFinite(String what, float value, Step step) throws TrainingDiverged {
        if (!Float.isFinite(value)) {
            throw new TrainingDiverged(what, value, epoch, step.number(), step.learningRate());
        }
    }

    /**
     * The losses of all examples, added up.
     *
     * @throws TrainingDiverged where a figure is not finite
     */
    double lossSum() throws TrainingDiverged {
        read();
        return lossSum;
    }

    @Override
    public void close() {
        manager.close();
    }
}
