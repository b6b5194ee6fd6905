package dev.labelmill.lambda.finish;

import java.time.Instant;

/** What an annotator says at a time; {@code choice} null: it is taken back. */
record Said(
        Instant at,
        String vendor,
        String item,
        String dispatch,
        String annotator,
        String choice,
        Long millis,
        long revision) {

    Said again(Instant then, String now, Long took, long higher) {
        return new Said(then, vendor, item, dispatch, annotator, now, took, higher);
    }
}
