package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.MessageReader;
import io.acequia.coap.message.MessageView;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {
    private static final long ARRIVAL = 5_000;

    private final OpenRequests open = new OpenRequests(4);
    private final Peer peer = new Peer();

    @Test
    @DisplayName("All that an answer needs is kept, at the ends of the ranges as well")
    void columns() {
        peer.setV6(-1, -2, 65_535, 7);
        var exchange = new Exchange();
        exchange.set(peer, -3, open.nextTicket(), 0);
        exchange.route(127);
        var request = view(Wire.non(31, 0xffff).token("ffffffffffffffff"));

        open.add(request, exchange, Integer.MAX_VALUE, 26, -5);

        var kept = new Peer();
        open.peer(0, kept);
        assertEquals(peer, kept);
        assertEquals(-3, open.key(0));
        assertEquals(Integer.MAX_VALUE, open.entry(0));
        assertEquals(-5, open.arrival(0));
        assertEquals(0xffff, open.messageId(0));
        assertEquals(-1, open.token(0));
        assertEquals(8, open.tokenLength(0));
        assertFalse(open.isConfirmable(0));
        assertEquals(26, open.noResponse(0));
        assertEquals(31, open.method(0));
        assertEquals(127, open.route(0));
    }

    @Test
    @DisplayName("Tickets count up and are open until they are closed, in any order")
    void tickets() {
        assertEquals(0, add());
        assertEquals(1, add());
        assertEquals(2, add());
        assertTrue(open.isConfirmable(2));

        open.close(1);

        assertTrue(open.isOpen(0));
        assertFalse(open.isEmpty());
        assertFalse(open.isOpen(1));
        assertTrue(open.isOpen(2));
        assertFalse(open.isOpen(3));
        assertFalse(open.isOpen(-1));
    }

    @Test
    @DisplayName(
            "There is room for as many as were asked for, from the oldest that is still open on")
    void capacity() {
        for (int i = 0; i < 4; i++) {
            assertFalse(open.isFull());
            add();
        }
        assertTrue(open.isFull());

        open.close(2);
        assertTrue(open.isFull());

        open.close(0);
        assertFalse(open.isFull());
        add();
        assertTrue(open.isFull());
    }

    @Test
    @DisplayName("A ticket is not open again when its place is used again")
    void reuse() {
        for (int round = 0; round < 1_000; round++) {
            long ticket = add();
            assertEquals(round, ticket);
            assertTrue(open.isOpen(ticket));
            assertFalse(open.isOpen(ticket - 4));
            open.close(ticket);
        }
        assertFalse(open.isFull());
        assertTrue(open.isEmpty());
    }

    @Test
    @DisplayName(
            "The oldest that got neither answer nor acknowledgement is the next to be acknowledged")
    void oldestWaiting() {
        assertEquals(-1, open.oldestWaiting());
        add();
        add();
        add();
        assertEquals(0, open.oldestWaiting());

        open.acknowledge(0);
        assertTrue(open.isAcknowledged(0));
        assertEquals(1, open.oldestWaiting());
        open.close(1);
        assertEquals(2, open.oldestWaiting());
        open.acknowledge(2);
        assertEquals(-1, open.oldestWaiting());

        long next = add();
        assertEquals(next, open.oldestWaiting());
        assertFalse(open.isAcknowledged(next));
        assertTrue(open.isOpen(0), "acknowledged is not answered");
    }

    private long add() {
        var exchange = new Exchange();
        long ticket = open.nextTicket();
        exchange.set(peer, 1, ticket, 0);
        open.add(view(Wire.con(Code.POST, 1)), exchange, 0, 0, ARRIVAL);
        return ticket;
    }

    private static MessageView view(Wire request) {
        var bytes = request.bytes();
        var reading = new MessageReader().read(bytes.toArray(), 0, bytes.length());
        return assertInstanceOf(MessageView.class, reading);
    }
}
