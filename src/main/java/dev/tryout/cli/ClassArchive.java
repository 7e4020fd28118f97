package dev.tryout.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The archive of loaded classes that a build leaves beside its jar; processes start sooner with it (JEP 350), and as well without. */
final class ClassArchive {
    private static final String JAR = ".jar";

    private ClassArchive() {}

    /**
     * What tells a virtual machine to use it; nothing where there is none.
     *
     * @param classPath with which it starts
     */
    static List<String> options(String classPath) {
        if (!classPath.endsWith(JAR)) {
            return List.of();
        }
        Path archive = Path.of(classPath.substring(0, classPath.length() - JAR.length()) + ".jsa");
        // One that another build or another Java made is ignored, in silence.
        return Files.isRegularFile(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off") : List.of();
    }
}
