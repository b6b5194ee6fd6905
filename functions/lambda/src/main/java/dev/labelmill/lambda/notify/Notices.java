package dev.labelmill.lambda.notify;

import java.util.List;

/** Where notices are told. */
@FunctionalInterface
public interface Notices {

    /**
     * Tells them; once it returns they are not lost. Telling one again changes nothing for those who get it.
     */
    void tell(List<Notice> notices);
}
