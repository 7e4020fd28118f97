package dev.tryout.training.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Another worker's process: holds a file of the coordinator's folder, or gets stuck while it fetches it, until it is killed. */
final class HoldingProcess {
    private HoldingProcess() {}

    /** @param arguments the store's folder, the coordinator's, the file's name and content, and whether to get stuck */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        FolderSupply supply = new FolderSupply(Path.of(arguments[1]));
        FileEntry file = supply.add(arguments[2], arguments[3]);
        if (Boolean.parseBoolean(arguments[4])) {
            supply.holdUp(new CountDownLatch(1));
            System.out.println("ready");
        }
        new FileStore(Path.of(arguments[0]), 10, Duration.ofSeconds(60)).hold(file, supply);
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    static Process start(Path store, Path coordinator, String name, String content, boolean stuck)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProcess.class.getName(),
                        store.toString(),
                        coordinator.toString(),
                        name,
                        content,
                        String.valueOf(stuck)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!new String(process.getInputStream().readNBytes(5), StandardCharsets.UTF_8).equals("ready")) {
            throw new AssertionError("ended with " + process.waitFor());
        }
        return process;
    }
}
