package io.gatehouse.kit.privacy;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends a part when the one before has left, so that a reader's pace is the document's. What is at hand for streams puts something between the
 * parts of JSON, which would break texts that begin in one part and end in another.
 */
@Provider
public class StreamedJsonWriter implements ServerMessageBodyWriter<StreamedJson> {

    private static final Logger LOG = Logger.getLogger(StreamedJsonWriter.class);

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == StreamedJson.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == StreamedJson.class;
    }

    @Override
    public void writeResponse(StreamedJson json, Type generic, ServerRequestContext context) {
        var request = (ResteasyReactiveRequestContext) context;
        request.suspend();
        var response = context.serverResponse();
        response.setChunked(true);
        var sending = json.parts()
                .onItem()
                .transformToUniAndConcatenate(part -> Uni.createFrom().completionStage(() -> response.write(part)))
                .onItem()
                .ignoreAsUni()
                .subscribe()
                .with(
                        done -> {
                            response.end();
                            request.resume();
                        },
                        failure -> {
                            // That a reader leaves is no failure of ours.
                            LOG.logf(
                                    response.closed() ? Level.DEBUG : Level.WARN,
                                    "A document is broken off: %s",
                                    failure);
                            response.reset();
                            request.close();
                        });
        response.addCloseHandler(sending::cancel);
    }

    @Override
    public void writeTo(
            StreamedJson json,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("Sent without a stream of bytes");
    }
}
