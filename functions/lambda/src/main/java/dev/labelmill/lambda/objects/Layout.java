package dev.labelmill.lambda.objects;

import dev.labelmill.core.batch.Chunk;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.MurmurHash3;

/** Where everything lies in the bucket. */
public final class Layout {

    /** Batch ids: they become parts of keys and rows. */
    public static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Marks a batch of single objects as complete. */
    public static final String COMPLETE = "_COMPLETE";

    /** Stops a batch. */
    public static final String CANCEL = "_CANCEL";

    /** Has a batch that is done scored again. */
    public static final String RESCORE = "_RESCORE";

    private static final Pattern UPLOAD = Pattern.compile("batches/([^/]+)/(.+)");

    private static final Pattern RETURNED = Pattern.compile("returns/([^/]+)/([^/]+)/(.+)");

    private static final Pattern TASK_FILE = Pattern.compile("outbox/([^/]+)/([^/]+)/[^/]+\\.jsonl");

    private Layout() {}

    /** An upload's key taken apart: its batch and its path in the batch's folder. */
    public record Upload(String batch, String path) {}

    /** The upload a key names; empty for other keys. */
    public static Optional<Upload> upload(String key) {
        Matcher matcher = UPLOAD.matcher(key);
        return matcher.matches() ? Optional.of(new Upload(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** A returned file's key taken apart: whose it is, for which batch, and its path below their folder. */
    public record Returned(String vendor, String batch, String name) {}

    /** The returned file that a key names; empty for other keys. */
    public static Optional<Returned> returned(String key) {
        Matcher matcher = RETURNED.matcher(key);
        return matcher.matches()
                ? Optional.of(new Returned(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** A task file's key taken apart: whose it is, and of which batch. */
    public record TaskFile(String vendor, String batch) {}

    /** The task file that a key names; empty for other keys. */
    public static Optional<TaskFile> taskFile(String key) {
        Matcher matcher = TASK_FILE.matcher(key);
        return matcher.matches() ? Optional.of(new TaskFile(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** The folder users upload a batch to. */
    public static String uploads(String batch) {
        return "batches/" + batch + "/";
    }

    /** The folder of single items. */
    public static String items(String batch) {
        return uploads(batch) + "items/";
    }

    /** What only Labelmill writes and needs until the batch is done. */
    public static String work(String batch) {
        return "work/" + batch + "/";
    }

    /** The manifest as it was accepted. */
    public static String manifest(String batch) {
        return work(batch) + "manifest.jsonl";
    }

    /** A file beside batch.json as it was accepted. */
    public static String companion(String batch, String file) {
        return work(batch) + "input/" + file;
    }

    /** A user's own model, or a file beside it, as it was accepted: {@code file} is a name, or a key in the shared folder. */
    public static String ownModel(String batch, String file) {
        return work(batch) + "model/" + file.substring(file.lastIndexOf('/') + 1);
    }

    /** One plain part of a manifest that was compressed or listed. */
    public static String manifestPart(String batch, int part) {
        return numbered(work(batch) + "manifest/", part, ".jsonl");
    }

    /**
     * A chunk's lines with pre-labels put into them, by one attempt at pass 1.
     *
     * @param chunk as it was cut, with the attempt
     */
    public static String prelabelled(Chunk chunk) {
        return prelabelledBy(chunk, chunk.attempt(0) + ".jsonl");
    }

    /**
     * Whether an object holds lines of a chunk with pre-labels put into them, whoever did: of this version of the manifest, so
     * that who cuts the same one again sees whose they are.
     *
     * @param chunk as it was cut
     */
    public static boolean isPrelabelled(String key, Chunk chunk) {
        return key.startsWith(prelabelledBy(chunk, ""));
    }

    private static String prelabelledBy(Chunk chunk, String attempt) {
        return numbered(work(chunk.batch()) + "prelabelled/" + chunk.etag() + "/", chunk.number(), "-" + attempt);
    }

    /** Pass 1's scores of a chunk in a round, gzipped JSON lines. */
    public static String scores(Chunk chunk, int round) {
        return attempted("scores/" + inRound(round), chunk, round, ".jsonl.gz");
    }

    /** What a chunk's later rounds look at: its items that wait, and those that calibrate; gzipped JSON lines. */
    public static String waiting(String batch, int round, int chunk) {
        return numbered(work(batch) + "waiting/" + inRound(round), chunk, ".jsonl.gz");
    }

    /** The folder of what a hosted model has answered. */
    public static String answers(String batch) {
        return work(batch) + "answers/";
    }

    /** Why a hosted model is asked no more. */
    public static String givenUp(String batch) {
        return work(batch) + "given-up.txt";
    }

    /** Says that a hosted model has given an opinion on an item of the batch, whatever {@link #givenUp} says. */
    public static String ofUse(String batch) {
        return work(batch) + "of-use.txt";
    }

    /** What a hosted model has answered of a page of a chunk's items. */
    public static String answers(String batch, int chunk, int page) {
        return numbered(numbered(answers(batch), chunk, "/"), page, ".jsonl");
    }

    /** Sorted hashes of a chunk's item ids. */
    public static String idHashes(Chunk chunk) {
        return attempted("ids/", chunk, 0, ".bin");
    }

    /** How many of a chunk's items the same rules match. */
    public static String ruleMatches(Chunk chunk) {
        return attempted("matches/", chunk, 0, ".tsv");
    }

    /** What a batch's rules did, and the label model if it asks for one. */
    public static String ruleFindings(String batch) {
        return work(batch) + "rules.json";
    }

    /** Ids that an earlier line has already. */
    public static String duplicates(String batch) {
        return work(batch) + "duplicates.jsonl";
    }

    /** Ids of a chunk's items that a round has asked one more label of. */
    public static String reopened(String batch, int round, int chunk) {
        return numbered(work(batch) + "reopened/" + inRound(round), chunk, ".txt");
    }

    /** Signatures of a chunk's items, sorted for every band. */
    public static String signatures(Chunk chunk) {
        return attempted("signatures/", chunk, 0, ".bin");
    }

    /** Which items of a batch take whose label. */
    public static String nearDuplicates(String batch) {
        return work(batch) + "near-duplicates.tsv";
    }

    /** The same of one chunk. */
    public static String nearDuplicates(String batch, int chunk) {
        return numbered(work(batch) + "near-duplicates/", chunk, ".tsv");
    }

    /** Labels of a chunk's items that others take theirs from. */
    public static String takenLabels(String batch, int chunk) {
        return numbered(work(batch) + "taken-labels/", chunk, ".jsonl");
    }

    /** Where a chunk's items lie that have a task, as of a round. */
    public static String routed(String batch, int round, int chunk) {
        return numbered(work(batch) + "routed/" + inRound(round), chunk, ".tsv");
    }

    /** A chunk's auto-accepted items, as of a round, gzipped. */
    public static String accepted(String batch, int round, int chunk) {
        return numbered(work(batch) + "accepted/" + inRound(round), chunk, ".tsv.gz");
    }

    /** Final ballots of a chunk's tasks, gzipped. */
    public static String gathered(String batch, int chunk) {
        return numbered(work(batch) + "gathered/", chunk, ".jsonl.gz");
    }

    /** The head that was fitted for a batch's round; what was learnt from other labels has another key. */
    public static String model(String project, String batch, int round, String fingerprint) {
        return "models/" + project + "/" + batch + "/" + inRound(round) + fingerprint + ".json";
    }

    /**
     * Which of a project's heads of a kind was trained last.
     *
     * @param kind what tells heads apart that can start from one another. No batch's id begins with an underscore
     */
    public static String lastModel(String project, byte[] kind) {
        return "models/" + project + "/_last/" + Long.toHexString(MurmurHash3.hash128x64(kind)[0]) + ".json";
    }

    /** A snapshot of skills; another content has another key, so that one in use never changes. */
    public static String skills(String batch, int wave, byte[] content) {
        long[] hash = MurmurHash3.hash128x64(content);
        return work(batch) + "skills/" + wave + "-" + Long.toHexString(hash[0]) + ".json";
    }

    /** Names of annotators who get no more tasks; other names have another key. */
    public static String paused(String batch, byte[] content) {
        return work(batch) + "paused/" + Long.toHexString(MurmurHash3.hash128x64(content)[0]) + ".json";
    }

    /** The folder of a batch's lines that could not be used. */
    public static String rejected(String batch) {
        return "rejected/" + batch + "/";
    }

    /** Lines of a chunk that could not be used, with their reasons. */
    public static String rejectedLines(String batch, String pass, int chunk) {
        return numbered(rejected(batch) + pass + "-", chunk, ".jsonl");
    }

    /** The task file of a dispatch. */
    public static String outbox(String vendor, String batch, String dispatch) {
        return outbox(vendor, batch) + dispatch + ".jsonl";
    }

    /** The folder of a vendor's task files of a batch. */
    public static String outbox(String vendor, String batch) {
        return "outbox/" + vendor + "/" + batch + "/";
    }

    /** What a batch was all for. */
    public static String result(String batch, String name) {
        return "results/" + batch + "/" + name;
    }

    /** Each round has keys of its own, so that a late repetition of an earlier one replaces nothing of a later one's. */
    private static String inRound(int round) {
        return "round-" + String.format(Locale.ROOT, "%03d", round) + "/";
    }

    /** What pass 1 of a round makes has a key of each attempt's own: places and counts in one fit those in another by chance only. */
    private static String attempted(String folder, Chunk chunk, int round, String suffix) {
        return numbered(work(chunk.batch()) + folder, chunk.number(), "-" + chunk.attempt(round) + suffix);
    }

    private static String numbered(String prefix, int number, String suffix) {
        return prefix + String.format(Locale.ROOT, "%06d", number) + suffix;
    }
}
