package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/** A simple random sample: every item is as likely as any other. What all others are measured against. */
public record RandomOrder() implements Strategy {

    @Override
    public String name() {
        return "random";
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        return draw.uniform("score", candidate.item());
    }
}
