package dev.tryout.cli;

import dev.tryout.cluster.StudyFolder;
import dev.tryout.sampler.Knowledge;
import dev.tryout.study.StudySpec;
import dev.tryout.studyfile.StudyFile;
import dev.tryout.training.tensor.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The study file in a study's folder, from which the next edit may begin. */
final class ResolvedStudy {
    private ResolvedStudy() {}

    /** Brings it to what the study is by now. */
    static void keep(StudyFolder folder, StudySpec spec) throws IOException {
        keep(folder, StudyFile.read(folder.resolvedStudy()), spec);
    }

    /** Writes it without what the space excludes, so that it can be read. */
    static void keep(StudyFolder folder, StudyFile file, StudySpec spec) throws IOException {
        Knowledge knowledge = spec.knowledge();
        Knowledge within = new Knowledge(spec.space().within(knowledge.initial()), knowledge.earlier());
        byte[] resolved = file.with(spec.with(within)).resolved().getBytes(StandardCharsets.UTF_8);
        DurableFiles.write(folder.resolvedStudy(), target -> target.write(resolved));
    }
}
