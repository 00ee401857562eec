package io.acequia.cli.bench;

import java.io.IOException;
import java.util.random.RandomGenerator;

/// The devices of a run and their message IDs. One whose IDs are used up goes on from a new address
/// once nothing of it waits any more, so that none comes twice from one address (RFC 7252 §4.4).
final class Devices {
    /// No device may send now.
    static final int NONE = -1;

    private static final int MESSAGE_IDS = 65_536;

    private final Fleet fleet;
    private final char[] nextMid;
    private final int[] used;
    private final int[] waiting;
    private int turn;

    Devices(int count, Fleet fleet, RandomGenerator random) {
        this.fleet = fleet;
        nextMid = new char[count];
        used = new int[count];
        waiting = new int[count];
        for (int device = 0; device < count; device++) {
            nextMid[device] = (char) random.nextInt(MESSAGE_IDS);
        }
    }

    /// Returns the next device in turn that may send, or [#NONE].
    int inTurn() throws IOException {
        for (int i = 0; i < used.length; i++) {
            int device = turn;
            turn = turn + 1 < used.length ? turn + 1 : 0;
            if (used[device] == MESSAGE_IDS && waiting[device] == 0) {
                fleet.renew(device);
                used[device] = 0;
            }
            if (used[device] < MESSAGE_IDS) {
                return device;
            }
        }
        return NONE;
    }

    /// Starts a request of a device and returns its message ID.
    int begin(int device) {
        used[device]++;
        waiting[device]++;
        return nextMid[device]++;
    }

    /// Ends a request of a device.
    void end(int device) {
        waiting[device]--;
    }
}
