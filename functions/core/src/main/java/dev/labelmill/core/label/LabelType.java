package dev.labelmill.core.label;

/**
 * The kind of answer a batch asks for. Sealed: each kind brings its own validation, and a new one is
 * a new permitted type, which the compiler then asks every switch to handle.
 */
public sealed interface LabelType permits SingleChoice {

    /** The name of this kind in batch.json ({@code labelType.kind}). */
    String kind();
}
