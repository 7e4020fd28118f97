package dev.tryout.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the native engine does and DJL has no method for: gradients that are handed over rather than added up, fused optimizers
 * over many arrays in one call, and arrays in bfloat16. They are reached through a TorchScript module whose text is beside this
 * class. Nothing here reads a value back, so that a GPU is never waited for.
 *
 * <p>Lists of one call have the same length and order, and are not empty. All but {@link #gradients} and the
 * conversions want gradients to be off on the calling thread.
 */
public final class Kernels {
    private final PtSymbolBlock module;
    private final NDArray float32;
    private final NDArray bfloat16;

    /** Loads the module; once in a process is enough. */
    Kernels(NDManager manager) {
        try (InputStream text = Objects.requireNonNull(Kernels.class.getResourceAsStream("kernels.torchscript"))) {
            byte[] archive = ScriptArchive.of("Kernels", new String(text.readAllBytes(), StandardCharsets.UTF_8));
            module = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        float32 = manager.zeros(new Shape(1));
        try (IValue converted = call("to_bfloat16", one(float32))) {
            bfloat16 = converted.toTensor((PtNDManager) manager);
        }
    }

    /**
     * The gradients of a loss, which the engine then forgets how it was computed. Each parameter must have a part in it.
     *
     * @param loss a scalar
     * @return an array for each parameter, of its shape, attached to the loss's manager
     */
    public List<NDArray> gradients(NDArray loss, List<NDArray> parameters) {
        PtNDManager manager = (PtNDManager) loss.getManager();
        List<NDArray> gradients = new ArrayList<>();
        try (IValue result = call("gradients", one(loss), list(parameters))) {
            for (IValue gradient : result.toIValueArray()) {
                try (gradient) {
                    gradients.add(gradient.toTensor(manager));
                }
            }
        }
        return gradients;
    }

    /**
     * An array in bfloat16; its gradient comes back in the array's own type. DJL must not be asked for the type or the values
     * of such an array: the process would end.
     *
     * @return attached to the manager
     */
    public NDArray toBfloat16(NDManager manager, NDArray array) {
        return convert(manager, array, bfloat16);
    }

    /**
     * An array in 32-bit floats; its gradient comes back in the array's own type.
     *
     * @return attached to the array's manager
     */
    public NDArray toFloat32(NDArray array) {
        return convert(array.getManager(), array, float32);
    }

    /** Of all methods of a module the engine records but one, which is called {@code forward}. */
    private NDArray convert(NDManager manager, NDArray array, NDArray like) {
        NDArray converted =
                IValueUtils.forward(module, new NDList(array, like), true).singletonOrThrow();
        converted.attach(manager);
        return converted;
    }

    /** Adds arrays to arrays, in place. */
    public void add(List<NDArray> sums, List<NDArray> addends) {
        call("add", list(sums), list(addends)).close();
    }

    /** Multiplies arrays by a number, in place. */
    public void scale(List<NDArray> arrays, double factor) {
        call("scale", list(arrays), IValue.from(factor)).close();
    }

    /**
     * Adds the gradient of {@code l1 |w| + l2 w^2 / 2}, summed over the parameters, in place. Where there is no memory for the signs,
     * nothing is changed.
     */
    public void penalise(List<NDArray> gradients, List<NDArray> parameters, double l1, double l2) {
        call("penalise", list(gradients), list(parameters), IValue.from(l1), IValue.from(l2))
                .close();
    }

    /** The Euclidean norm of arrays taken as one vector: a scalar, attached to the manager. */
    public NDArray norm(NDManager manager, List<NDArray> arrays) {
        try (IValue norm = call("norm", list(arrays))) {
            return norm.toTensor((PtNDManager) manager);
        }
    }

    /** What to divide arrays of a norm by so that it is at most the limit, 1 at least: a scalar. */
    public NDArray clipDivisor(NDArray norm, double limit) {
        try (IValue divisor = call("clip_divisor", one(norm), IValue.from(limit))) {
            return divisor.toTensor((PtNDManager) norm.getManager());
        }
    }

    /**
     * What Adam remembers.
     *
     * @param means of gradients
     * @param squares means of gradients' squares
     * @param steps made, a number for each parameter; they are counted on
     */
    public record Moments(List<NDArray> means, List<NDArray> squares, List<NDArray> steps) {}

    /**
     * One step of Adam; gradients are used up.
     *
     * @param decoupled whether weights decay by themselves (AdamW), or as part of the gradient (Adam)
     * @param divisor of gradients, a scalar
     */
    public void adam(
            boolean decoupled,
            List<NDArray> parameters,
            List<NDArray> gradients,
            Moments moments,
            NDArray divisor,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double decay) {
        call(
                        decoupled ? "adamw" : "adam",
                        list(parameters),
                        list(gradients),
                        list(moments.means()),
                        list(moments.squares()),
                        list(moments.steps()),
                        one(divisor),
                        IValue.from(rate),
                        IValue.from(beta1),
                        IValue.from(beta2),
                        IValue.from(epsilon),
                        IValue.from(decay))
                .close();
    }

    /**
     * One step of gradient descent; gradients are used up.
     *
     * @param velocities empty where there is no momentum
     * @param divisor of gradients, a scalar
     */
    public void sgd(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<NDArray> velocities,
            NDArray divisor,
            double rate,
            double momentum,
            boolean nesterov) {
        call(
                        "sgd",
                        list(parameters),
                        list(gradients),
                        list(velocities),
                        one(divisor),
                        IValue.from(rate),
                        IValue.from(momentum),
                        IValue.from(nesterov))
                .close();
    }

    /**
     * One step of RMSProp; gradients are used up. Where there is no memory for the roots, nothing is changed.
     *
     * @param divisor of gradients, a scalar
     * @param decay what weights lose by themselves
     */
    public void rmsProp(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<NDArray> squares,
            NDArray divisor,
            double rate,
            double rho,
            double epsilon,
            double decay) {
        call(
                        "rmsprop",
                        list(parameters),
                        list(gradients),
                        list(squares),
                        one(divisor),
                        IValue.from(rate),
                        IValue.from(rho),
                        IValue.from(epsilon),
                        IValue.from(1 - rate * decay))
                .close();
    }

    private IValue call(String method, IValue... arguments) {
        try {
            return IValueUtils.runMethod(module, method, arguments);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    private static IValue one(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    private static IValue list(List<NDArray> arrays) {
        return IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }
}
