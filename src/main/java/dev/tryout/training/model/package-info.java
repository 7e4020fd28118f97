/** The backbone and its classification head, assembled from DJL blocks, and the tokenizer. */
@NullMarked
package dev.tryout.training.model;

import org.jspecify.annotations.NullMarked;
