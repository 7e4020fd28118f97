package dev.tryout.training.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The NVIDIA GPUs of this machine, as {@code nvidia-smi} lists them. */
public final class Gpus {
    private static final long ANSWER_LIMIT_SECONDS = 10;
    private static final long MIB = 1L << 20;

    private Gpus() {}

    /** The GPUs, in the driver's order; none where there is no driver, or where it does not answer in time. */
    public static List<Device> detect() {
        try {
            Process process = new ProcessBuilder(
                            "nvidia-smi", "--query-gpu=index,name,memory.total", "--format=csv,noheader,nounits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? parse(output) : List.of();
        } catch (IOException e) {
            return List.of(); // No such program: no driver.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Reads lines such as {@code 0, NVIDIA H100 80GB HBM3, 81559}; a line of another form is no GPU. */
    static List<Device> parse(String output) {
        List<Device> gpus = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length == 3
                    && fields[0].strip().matches("\\d{1,4}")
                    && fields[2].strip().matches("\\d{1,9}")) {
                gpus.add(new Device(
                        Device.Kind.GPU,
                        Integer.parseInt(fields[0].strip()),
                        fields[1].strip(),
                        Long.parseLong(fields[2].strip()) * MIB,
                        1));
            }
        }
        return gpus;
    }
}
