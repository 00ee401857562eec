package io.acequia.store.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A disk in memory that can be full, fail, write short, and lose power.
///
/// What was forced survives a power cut for sure; of the rest any part may survive: none, all, a
/// prefix, or some sectors of some writes. A force that failed may or may not have worked, and
/// later ones do not repair that.
final class SimulatedDisk {
    /// What can be done with files.
    enum Operation {
        CREATE,
        OPEN,
        LIST,
        READ,
        WRITE,
        TRUNCATE,
        FORCE,
        DELETE,
        FORCE_DIRECTORY
    }

    private final Map<String, SimulatedFiles> directories = new HashMap<>();
    final List<Operation> done = new ArrayList<>();

    /// Number of the first operation that fails and of the first that does not any more, from 0.
    private int failFrom = Integer.MAX_VALUE;

    private int failTo = Integer.MAX_VALUE;
    private int shortWrite = Integer.MAX_VALUE;
    private int shortBytes = -1;
    private long capacity = Long.MAX_VALUE;
    private Runnable beforeForce = () -> {};

    /// The files of a directory, which is made when there is none.
    SimulatedFiles directory(String name) {
        return directories.computeIfAbsent(name, _ -> new SimulatedFiles(this, name));
    }

    /// Lets operations fail, counted from now.
    void failOperations(int from, int count) {
        failFrom = done.size() + from;
        failTo = failFrom + count;
    }

    /// Lets an operation, counted from now, write only half if it is a write.
    void shortenOperation(int number) {
        shortWrite = done.size() + number;
    }

    /// Lets the next write stop after some bytes, and everything fail from then on.
    void failAfterBytes(int bytes) {
        shortWrite = done.size();
        shortBytes = bytes;
        failOperations(1, Integer.MAX_VALUE / 2);
    }

    void repair() {
        failFrom = Integer.MAX_VALUE;
        capacity = Long.MAX_VALUE;
    }

    void capacity(long bytes) {
        capacity = bytes;
    }

    void beforeForce(Runnable action) {
        beforeForce = action;
    }

    /// Counts an operation and fails when it is one that is to fail.
    void perform(Operation operation) throws IOException {
        int number = done.size();
        done.add(operation);
        if (number >= failFrom && number < failTo) {
            throw new IOException("simulated failure of operation " + number + ", " + operation);
        }
        if (operation == Operation.FORCE) {
            beforeForce.run();
        }
    }

    /// Returns how many of so many bytes a write may write.
    int writable(int bytes, long growth) throws IOException {
        if (growth > 0 && used() + growth > capacity) {
            throw new IOException("No space left on device");
        }
        if (done.size() - 1 != shortWrite) {
            return bytes;
        }
        return shortBytes >= 0 ? Math.min(shortBytes, bytes) : (bytes + 1) / 2;
    }

    private long used() {
        return directories.values().stream().mapToLong(SimulatedFiles::used).sum();
    }

    /// Returns the disk as it is after a power cut.
    SimulatedDisk afterPowerCut(Random random) {
        var disk = new SimulatedDisk();
        directories.forEach(
                (name, files) -> disk.directories.put(name, files.afterPowerCut(disk, random)));
        return disk;
    }

    /// Returns the disk as the next process finds it.
    SimulatedDisk afterKill() {
        var disk = new SimulatedDisk();
        directories.forEach((name, files) -> disk.directories.put(name, files.afterKill(disk)));
        return disk;
    }
}
