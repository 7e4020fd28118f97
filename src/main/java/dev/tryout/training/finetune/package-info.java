/** The fine-tuning objective: batches, the training loop, evaluation, and going on from a checkpoint. */
@NullMarked
package dev.tryout.training.finetune;

import org.jspecify.annotations.NullMarked;
