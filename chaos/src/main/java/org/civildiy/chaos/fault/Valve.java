package org.civildiy.chaos.fault;

/** Decides what a proxied connection does with the bytes that it has received: forward them, hold them, or lose them for ever. */
final class Valve {
    enum Position {
        FORWARDS,
        HOLDS,
        LOSES
    }

    private Position position;

    Valve(Position position) {
        this.position = position;
    }

    /** A connection that loses its bytes does so for ever. */
    synchronized void set(Position next) {
        if (position != Position.LOSES) {
            position = next;
            notifyAll();
        }
    }

    /** Waits while the valve holds bytes. Returns whether it forwards them afterwards: {@code false} means that they are lost. */
    synchronized boolean passes() throws InterruptedException {
        while (position == Position.HOLDS) {
            wait();
        }
        return position == Position.FORWARDS;
    }
}
