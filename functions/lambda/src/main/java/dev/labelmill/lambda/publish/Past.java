package dev.labelmill.lambda.publish;

import dev.labelmill.core.results.Reading;
import java.util.Optional;

/**
 * Earlier readings of a batch, which those of now are held against.
 *
 * @param since     what rates are counted from, an hour or two ago, or the batch's upload
 * @param yesterday the last one that is a day old or older; empty while there is none
 */
public record Past(Reading since, Optional<Reading> yesterday) {}
