package dev.labelmill.core.matching;

import dev.labelmill.core.opinion.Opinion;
import java.util.List;

/**
 * Parts of several annotators' labels that are taken for the same thing, at most one of each annotator.
 *
 * @param members the parts with who drew them, not empty
 * @param support share of the weight of all who labelled the item, in (0,1]
 */
public record Cluster<T>(List<Opinion<T>> members, double support) {

    /** Copies the members. */
    public Cluster {
        members = List.copyOf(members);
    }

    /** The parts without their authors. */
    public List<T> parts() {
        return members.stream().map(Opinion::value).toList();
    }
}
