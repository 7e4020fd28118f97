package dev.tryout.training.pretrained;

import dev.tryout.training.tensor.FloatTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights of an ONNX model, and the nodes that use them: as much of the format as fine-tuning needs.
 *
 * @param initializers the graph's 32-bit float tensors, by name
 * @param nodes in the graph's order
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format's fields, by number</a>
 */
record OnnxGraph(Map<String, FloatTensor> initializers, List<Node> nodes) {
    private static final int TENSOR_LIMIT_BYTES = 1 << 29;
    private static final int NAME_LIMIT_BYTES = 1 << 12;
    private static final int FLOAT = 1;

    /**
     * An operation.
     *
     * @param inputs names of tensors
     */
    record Node(String name, String operation, List<String> inputs) {}

    /** Reads a model to its end. */
    static OnnxGraph read(InputStream in) throws IOException {
        ProtoReader model = new ProtoReader(in, Long.MAX_VALUE);
        OnnxGraph graph = new OnnxGraph(new HashMap<>(), new ArrayList<>());
        for (int field = model.next(); field != 0; field = model.next()) {
            if (field == 7) {
                graph.readGraph(model.message());
            } else {
                model.skip();
            }
        }
        if (graph.nodes.isEmpty()) {
            throw new IOException("it has no graph");
        }
        return graph;
    }

    private void readGraph(ProtoReader graph) throws IOException {
        for (int field = graph.next(); field != 0; field = graph.next()) {
            switch (field) {
                case 1 -> nodes.add(node(graph.message()));
                case 5 -> readInitializer(graph.message());
                default -> graph.skip();
            }
        }
    }

    private static Node node(ProtoReader node) throws IOException {
        List<String> inputs = new ArrayList<>();
        String name = "";
        String operation = "";
        for (int field = node.next(); field != 0; field = node.next()) {
            switch (field) {
                case 1 -> inputs.add(text(node));
                case 3 -> name = text(node);
                case 4 -> operation = text(node);
                default -> node.skip();
            }
        }
        return new Node(name, operation, List.copyOf(inputs));
    }

    private void readInitializer(ProtoReader tensor) throws IOException {
        List<Integer> shape = new ArrayList<>();
        String name = "";
        byte[] raw = new byte[0];
        long type = 0;
        for (int field = tensor.next(); field != 0; field = tensor.next()) {
            switch (field) {
                case 1 -> readDimensions(tensor, shape);
                case 2 -> type = tensor.number();
                case 8 -> name = text(tensor);
                case 9 -> raw = tensor.bytes(TENSOR_LIMIT_BYTES);
                default -> tensor.skip();
            }
        }
        if (type == FLOAT && raw.length > 0) {
            if (FloatTensor.sizeOf(shape) * Float.BYTES != raw.length) {
                throw new IOException("tensor '" + name + "' of shape " + shape + " has " + raw.length + " bytes");
            }
            float[] data = new float[raw.length / Float.BYTES];
            ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(data);
            initializers.put(name, new FloatTensor(shape, data));
        }
    }

    private static void readDimensions(ProtoReader tensor, List<Integer> shape) throws IOException {
        if (!tensor.isBytes()) {
            shape.add(Math.toIntExact(tensor.number()));
            return;
        }
        // A packed list is read like a message without field numbers.
        byte[] packed = tensor.bytes(NAME_LIMIT_BYTES);
        int value = 0;
        int shift = 0;
        for (byte next : packed) {
            value |= (next & 0x7f) << shift;
            shift = next < 0 ? shift + 7 : 0;
            if (next >= 0) {
                shape.add(value);
                value = 0;
            }
        }
    }

    private static String text(ProtoReader reader) throws IOException {
        return new String(reader.bytes(NAME_LIMIT_BYTES), StandardCharsets.UTF_8);
    }
}
