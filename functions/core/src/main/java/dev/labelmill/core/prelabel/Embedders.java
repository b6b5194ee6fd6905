package dev.labelmill.core.prelabel;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The pre-trained models that this deployment can run, and the refusal of those that it cannot. */
public final class Embedders {

    private static final String NONE =
            " is not in this deployment: deploy prelabel from function-onnx.zip, which runs on Java";

    private final List<EmbedderProvider> providers;

    /** @param providers what is deployed */
    public Embedders(List<EmbedderProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * What was packaged with these classes. An executable compiled ahead of time has none: its services are settled when it
     * is built, and the functions' own package brings none.
     */
    public static Embedders deployed() {
        List<EmbedderProvider> found = new ArrayList<>();
        ServiceLoader.load(EmbedderProvider.class, EmbedderProvider.class.getClassLoader())
                .forEach(found::add);
        return new Embedders(found);
    }

    /** The names of all pre-trained embedders that are deployed, sorted. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        providers.forEach(provider -> names.addAll(provider.names()));
        return names;
    }

    /**
     * The pre-trained embedder of a name.
     *
     * @throws IllegalArgumentException saying in one sentence that there is none of this name, here or at all
     */
    public Features named(String name) {
        for (EmbedderProvider provider : providers) {
            if (provider.names().contains(name)) {
                return provider.embedder(name);
            }
        }
        throw new IllegalArgumentException(
                providers.isEmpty()
                        ? "the embedder \"" + name + "\"" + NONE
                        : "there is no embedder \"" + name + "\", but " + String.join(", ", names()));
    }

    /**
     * An embedder made from its user's own model.
     *
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model, or that none can be run here
     */
    public Features of(ModelFiles files) {
        return forOwnModels().embedder(files);
    }

    /**
     * A classifier made from its user's own model.
     *
     * @param classes the batch's classes, in the order of the distributions
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model, or that none can be run here
     */
    public Labeler classifier(ModelFiles files, List<String> classes) {
        return forOwnModels().classifier(files, classes);
    }

    /**
     * A detector made from its user's own model.
     *
     * @param classes the batch's classes, in the order of the boxes' class indices
     * @throws IllegalArgumentException saying in one sentence what is wrong with the model, or that none can be run here
     */
    public Detector detector(ModelFiles files, List<String> classes) {
        return forOwnModels().detector(files, classes);
    }

    /**
     * Nothing, if this deployment can run its users' own models.
     *
     * @throws IllegalArgumentException saying in one sentence that it cannot
     */
    public void requireOwnModels() {
        forOwnModels();
    }

    private EmbedderProvider forOwnModels() {
        return providers.stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("what runs an ONNX model" + NONE));
    }
}
