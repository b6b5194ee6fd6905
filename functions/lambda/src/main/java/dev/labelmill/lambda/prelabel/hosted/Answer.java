package dev.labelmill.lambda.prelabel.hosted;

/** What came of asking a hosted model about one item. */
public sealed interface Answer {

    /** A distribution over the batch's classes. */
    record Opinion(double[] distribution) implements Answer {
        @Override
        public String why() {
            return "";
        }
    }

    /** The item's own content is not there or cannot be read, which no model was asked about. */
    record Unreadable(String why) implements Answer {}

    /** It was not asked, since something else failed that another time may not: it has to be asked again. */
    record Unasked(String why) implements Answer {}

    /**
     * The invocation's time was over before it was asked, or answered: another invocation goes on with it.
     *
     * @param asked whether a call was under way, and cut off
     */
    record Late(boolean asked) implements Answer {
        @Override
        public String why() {
            return "the function's time was over";
        }
    }

    /** The model has no usable opinion, and asking again would not help: people label the item. */
    record None(String why) implements Answer {}

    /** The model takes no such item, so it was not asked: people label the item. */
    record Unfit(String why) implements Answer {}

    /** It refused this very request. Of a single item that is {@link None}; of all items something else is wrong. */
    record Refused(String why) implements Answer {}

    /** The service was in trouble, or did not answer in time, as often as it was tried. */
    record Trouble(String why) implements Answer {}

    /** The service asks to be called less. */
    record Throttled(String why) implements Answer {}

    /** The model may not be called, or is not there: no item could be answered. */
    record Forbidden(String why) implements Answer {}

    /** Why there is no opinion, in one sentence without any content of an item; empty for an opinion. */
    String why();
}
