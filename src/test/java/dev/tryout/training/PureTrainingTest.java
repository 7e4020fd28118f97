package dev.tryout.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tryout.training.champion.ModelFolder;
import org.junit.jupiter.api.Test;

class PureTrainingTest {
    private static final String ENGINE = "ai.djl..";

    @Test
    void whatTheCoordinatorUsesKnowsNoNativeEngine() {
        JavaClasses training = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.tryout.training");

        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.tryout.training",
                        "dev.tryout.training.cache",
                        "dev.tryout.training.tensor",
                        "dev.tryout.training.pretrained",
                        "dev.tryout.training.data")
                .or()
                .belongToAnyOf(ModelFolder.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE)
                .because("the coordinator validates, keeps checkpoints and promotes without loading the native engine")
                .check(training);
    }
}
