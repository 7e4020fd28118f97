package dev.tryout.training.device;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The memory that this machine has, or that the container has in which this process runs. */
public final class MachineMemory {
    private MachineMemory() {}

    /** In bytes; 0 where the JVM cannot tell. */
    public static long bytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? machine.getTotalMemorySize()
                : 0;
    }
}
