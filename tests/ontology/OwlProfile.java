import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/** Prints each violation of an OWL 2 profile, one in a line: java -cp HermiT.jar OwlProfile.java RL|DL FILE. */
public class OwlProfile {
    public static void main(String[] arguments) throws Exception {
        OWLProfile profile = arguments[0].equals("RL") ? new OWL2RLProfile() : new OWL2DLProfile();
        OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(arguments[1]));
        for (OWLProfileViolation violation : profile.checkOntology(ontology).getViolations()) {
            System.out.println(violation.toString().replaceAll("\\s+", " "));
        }
        System.out.println("axioms " + ontology.getAxiomCount());
    }
}
