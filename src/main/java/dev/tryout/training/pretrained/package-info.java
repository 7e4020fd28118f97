/** Pre-trained weights as named arrays, read from the artifact that ships them. No native code. */
@NullMarked
package dev.tryout.training.pretrained;

import org.jspecify.annotations.NullMarked;
