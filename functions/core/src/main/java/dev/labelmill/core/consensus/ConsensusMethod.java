package dev.labelmill.core.consensus;

/**
 * A way from several people's answers to one. Every method takes the same votes and gives the same kind of model. A
 * task whose answer is known keeps it and teaches the method about who answered it.
 */
public interface ConsensusMethod {

    /** Its name where a user chooses one. */
    String name();

    /**
     * Learns from the votes.
     *
     * @param votes read once or several times
     * @return what says each task's answer; none is ever NaN, whatever the votes
     */
    ConsensusModel fit(VoteSource votes);
}
