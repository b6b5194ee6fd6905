package dev.labelmill.lambda.stage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The death of an environment at one of its writes, just before or just after the service has done it.
 * Whatever it tries afterwards fails too.
 */
public final class Crash {

    /** The methods of the SDK's clients that write. */
    public static final Set<String> WRITES = Set.of(
            "putItem",
            "updateItem",
            "deleteItem",
            "transactWriteItems",
            "putObject",
            "copyObject",
            "createMultipartUpload",
            "uploadPart",
            "completeMultipartUpload",
            "sendMessage",
            "sendMessageBatch");

    private final int at;
    private final boolean after;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean dead;

    private Crash(int at, boolean after) {
        this.at = at;
        this.after = after;
    }

    /** Dies instead of the n-th write, from 1. */
    public static Crash before(int n) {
        return new Crash(n, false);
    }

    /** Dies behind the n-th write, from 1, without learning that it was done. */
    public static Crash after(int n) {
        return new Crash(n, true);
    }

    /** Never: only counts. */
    public static Crash never() {
        return new Crash(Integer.MAX_VALUE, false);
    }

    /** Whether it has happened. */
    public boolean happened() {
        return dead;
    }

    /** How many writes were tried. */
    public int writes() {
        return writes.get();
    }

    /** What the dead environment's callers see. */
    public static final class Dead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Dead(String call) {
            super("the environment died at " + call);
        }
    }

    /** The client as the environment has it. */
    public <T> T around(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            boolean write = WRITES.contains(method.getName());
            boolean here = write && !dead && writes.incrementAndGet() == at;
            if (dead || here && !after) {
                dead = true;
                throw new Dead(method.getName());
            }
            try {
                Object answer = method.invoke(client, args);
                if (here) {
                    dead = true;
                    throw new Dead(method.getName());
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
