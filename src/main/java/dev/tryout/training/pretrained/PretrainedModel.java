package dev.tryout.training.pretrained;

import dev.tryout.training.Pooling;
import dev.tryout.training.StudyFailure;
import dev.tryout.training.files.FilePlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pre-trained model, opened: what it is. Its weights are read when they are asked for. */
public sealed interface PretrainedModel permits CatalogueModel, FolderModel {
    /**
     * Opens a model and checks everything about it but the values of its weights.
     *
     * @param model a name in the catalogue, or a folder's path
     * @throws UnsuitableModelException where there is no such model, or it cannot be fine-tuned
     */
    static PretrainedModel open(String model) throws IOException {
        return open(model, FilePlaces.AS_NAMED);
    }

    private static PretrainedModel open(String model, FilePlaces places) throws IOException {
        return isInCatalogue(model) ? Catalogue.model(model) : FolderModel.open(model, places);
    }

    /** Whether a model comes with Tryout, so that no files are needed. */
    static boolean isInCatalogue(String model) {
        return Catalogue.names().contains(model);
    }

    /**
     * The same, for those who cannot ask the user again.
     *
     * @throws StudyFailure in place of a checked exception
     */
    static PretrainedModel required(String model) {
        return required(model, FilePlaces.AS_NAMED);
    }

    /**
     * The same, where the files of a folder may be elsewhere.
     *
     * @throws StudyFailure in place of a checked exception
     */
    static PretrainedModel required(String model, FilePlaces places) {
        try {
            return open(model, places);
        } catch (UnsuitableModelException fault) {
            throw new StudyFailure(fault.getMessage() + ": " + fault.remedy(), fault);
        } catch (IOException fault) {
            throw new StudyFailure("the model " + model + " cannot be read: " + fault.getMessage(), fault);
        }
    }

    /** For people. */
    String name();

    /** The files that it is read from, as the study names them; none where it comes with Tryout. */
    List<Path> files();

    Family family();

    BertLayout layout();

    /**
     * How its tokens' hidden states are pooled where the study does not say.
     *
     * @throws UnsuitableModelException where the model wants a pooling that is not known
     */
    Pooling pooling() throws IOException;

    /**
     * The study's pooling, or else the model's.
     *
     * @throws StudyFailure in place of a checked exception
     */
    default Pooling pooling(@Nullable Pooling wanted) {
        try {
            return wanted == null ? pooling() : wanted;
        } catch (IOException fault) {
            throw new StudyFailure(String.valueOf(fault.getMessage()), fault);
        }
    }

    /**
     * Its tokenizer.json, byte for byte.
     *
     * @throws StudyFailure where it cannot be read
     */
    byte[] tokenizerJson();

    /**
     * Opens the weights.
     *
     * @throws StudyFailure where they cannot be read
     */
    PretrainedWeights weights();
}
