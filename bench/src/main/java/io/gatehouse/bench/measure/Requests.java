package io.gatehouse.bench.measure;

import java.util.List;
import java.util.Optional;

/** What is sent in turn. */
public interface Requests {

    /** As fast as answers come. */
    List<Request> fast();

    /** At fixed times, so many a second. */
    default List<Request> steady(double perSecond) {
        return fast();
    }

    /** Hears what came of those that were sent fast. */
    default void sent(Answers answers) {}

    default Optional<Rotation> rotation() {
        return Optional.empty();
    }

    static Requests of(List<Request> each) {
        return () -> each;
    }

    /** One that takes a token each time. */
    static Requests rotating(Request request, Rotation rotation) {
        return new Requests() {
            @Override
            public List<Request> fast() {
                return List.of(request);
            }

            @Override
            public Optional<Rotation> rotation() {
                return Optional.of(rotation);
            }
        };
    }
}
