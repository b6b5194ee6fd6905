package dev.labelmill.local.stack;

import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The places in the functions' code that write, found as they write. At each a process dies once right before its first
 * write, and once right after a later one took effect.
 */
final class CrashPoints {

    /** What only carries a write out is not where it is decided. */
    private static final Pattern CARRIERS =
            Pattern.compile("dev\\.labelmill\\.lambda\\.(store|objects|queue|cost)\\..*");

    private final boolean armed;
    private final Map<String, Integer> deaths = new TreeMap<>();

    CrashPoints(boolean armed) {
        this.armed = armed;
    }

    /** The innermost place in the functions' code that this thread is at, as {@code Class.method:line}. */
    static String here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("dev.labelmill.lambda."))
                        .filter(frame -> !CARRIERS.matcher(frame.getClassName()).matches())
                        .findFirst()
                        .map(CrashPoints::name)
                        .orElseThrow());
    }

    private static String name(StackFrame frame) {
        String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
        return type + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    /** Whether the process dies here before it writes: once. */
    synchronized boolean diesBefore(String place) {
        return armed && deaths.putIfAbsent(place, 1) == null;
    }

    /** Whether the process dies here after it wrote: once. */
    synchronized boolean diesAfter(String place) {
        return armed && deaths.replace(place, 1, 2);
    }

    /** All places that wrote. */
    synchronized Set<String> all() {
        return new TreeSet<>(deaths.keySet());
    }

    /** Places where no process died after its write. */
    synchronized Set<String> survived() {
        Set<String> places = all();
        places.removeIf(place -> deaths.get(place) == 2);
        return places;
    }
}
