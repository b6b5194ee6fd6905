package dev.labelmill.core.batch;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a format's API must be told of where a vendor's tasks go, besides its address and key.
 *
 * @param needed whether it takes no tasks without
 * @param form   that it has
 * @param what   it is, for sentences
 */
public record PushTarget(boolean needed, Pattern form, String what) {

    private static final Pattern ANY = Pattern.compile(".+");

    /** The id of something that tasks must go into. */
    static PushTarget id(String what) {
        return new PushTarget(true, ANY, what);
    }

    /** Something that tasks must go into, in a form of its own. */
    static PushTarget of(String what, String form) {
        return new PushTarget(true, Pattern.compile(form), what);
    }

    /** The name of something that tasks may go into. */
    static PushTarget possibly(String what) {
        return new PushTarget(false, ANY, what);
    }

    /** Whether tasks can be sent there. */
    public boolean admits(Optional<String> target) {
        return target.map(id -> form.matcher(id).matches()).orElse(!needed);
    }
}
