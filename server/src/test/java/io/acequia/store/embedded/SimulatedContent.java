package io.acequia.store.embedded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The bytes of a file of a [SimulatedDisk]: those on disk for sure, and what was done since.
final class SimulatedContent {
    private static final int SECTOR = 64;

    private byte[] bytes;

    /// Content before [#changes].
    private byte[] base;

    private List<Change> changes = new ArrayList<>();

    private enum State {
        PENDING,
        FORCED,
        /// Was there when a force failed: may be on disk or not, for ever.
        DOUBTFUL
    }

    /// A write to `position`, or a cut to it.
    private static final class Change {
        final int position;
        final byte[] data;
        final boolean isCut;
        final State state;

        Change(int position, byte[] data, boolean isCut, State state) {
            this.position = position;
            this.data = data;
            this.isCut = isCut;
            this.state = state;
        }

        Change in(State next) {
            return state == State.PENDING ? new Change(position, data, isCut, next) : this;
        }
    }

    SimulatedContent() {
        this(new byte[0]);
    }

    SimulatedContent(byte[] bytes) {
        this.bytes = bytes;
        this.base = bytes.clone();
    }

    /// Returns the same file as the next process finds it: what was not forced is still not.
    SimulatedContent copy() {
        var copy = new SimulatedContent(base);
        copy.bytes = bytes.clone();
        copy.changes = new ArrayList<>(changes);
        return copy;
    }

    byte[] bytes() {
        return bytes;
    }

    void write(int position, byte[] data) {
        bytes = written(bytes, position, data, 0, data.length);
        changes.add(new Change(position, data, false, State.PENDING));
    }

    void truncate(int size) {
        bytes = Arrays.copyOf(bytes, size);
        changes.add(new Change(size, new byte[0], true, State.PENDING));
    }

    void force() {
        settle(State.FORCED);
        if (changes.stream().allMatch(change -> change.state == State.FORCED)) {
            base = bytes.clone();
            changes.clear();
        } else {
            forgetWhatIsCutOff();
        }
    }

    /// A cut that is on disk ends all doubt about what was behind it.
    private void forgetWhatIsCutOff() {
        for (int i = changes.size() - 1; i >= 0; i--) {
            var cut = changes.get(i);
            if (cut.isCut && cut.state == State.FORCED) {
                int size = cut.position;
                boolean ends = changes.subList(0, i).stream().allMatch(c -> c.position >= size);
                if (ends) {
                    base = Arrays.copyOf(base, size);
                    changes = new ArrayList<>(changes.subList(i + 1, changes.size()));
                    return;
                }
            }
        }
    }

    void doubt() {
        settle(State.DOUBTFUL);
    }

    private void settle(State state) {
        changes.replaceAll(change -> change.in(state));
    }

    byte[] afterPowerCut(Random random) {
        int mode = random.nextInt(4);
        int survivors = random.nextInt(changes.size() + 1);
        byte[] image = base.clone();
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            boolean survives =
                    change.state == State.FORCED
                            || switch (mode) {
                                case 0 -> false;
                                case 1 -> true;
                                case 2 -> i < survivors;
                                default -> random.nextBoolean();
                            };
            if (survives) {
                image = apply(image, change);
            } else if (mode >= 2 && !change.isCut) {
                image = tear(image, change, random);
            }
        }
        return image;
    }

    private static byte[] apply(byte[] image, Change change) {
        return change.isCut
                ? Arrays.copyOf(image, Math.min(image.length, change.position))
                : written(image, change.position, change.data, 0, change.data.length);
    }

    /// Writes some sectors only.
    private static byte[] tear(byte[] image, Change change, Random random) {
        byte[] torn = image;
        for (int from = 0; from < change.data.length; from += SECTOR) {
            if (random.nextBoolean()) {
                int to = Math.min(change.data.length, from + SECTOR);
                torn = written(torn, change.position, change.data, from, to);
            }
        }
        return torn;
    }

    private static byte[] written(byte[] image, int position, byte[] data, int from, int to) {
        byte[] result = image.length >= position + to ? image : Arrays.copyOf(image, position + to);
        System.arraycopy(data, from, result, position + from, to - from);
        return result;
    }
}
