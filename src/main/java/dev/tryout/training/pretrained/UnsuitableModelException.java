package dev.tryout.training.pretrained;

import java.io.IOException;

/** A model cannot be fine-tuned: it is not there, not whole, or of a kind that is not known. */
public final class UnsuitableModelException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param fault what is wrong, with file and value
     * @param remedy what to do about it
     */
    UnsuitableModelException(String fault, String remedy) {
        super(fault);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
