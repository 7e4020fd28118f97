@NullMarked
package dev.tryout.audit;

import org.jspecify.annotations.NullMarked;
