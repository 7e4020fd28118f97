/** The study file: YAML in, a resolved study out, or every mistake with its place and remedy. */
@NullMarked
package dev.tryout.studyfile;

import org.jspecify.annotations.NullMarked;
